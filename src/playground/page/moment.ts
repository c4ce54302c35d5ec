/** Instants as a person in a zone reads them. Words only; nothing here asks what time it is. */

/** `10:05`, on the clock of the zone. */
export function hourOf(at: string, zone: string): string {
  return put(at, zone, { hour: "2-digit", minute: "2-digit" });
}

/** The calendar day in the zone, as a key to compare by: `2026-11-26`. */
export function dayKey(at: string, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(new Date(at));
}

/** How a separator names a day: Today, Yesterday, else `Monday 16 November`, with the year when it is another one. */
export function dayName(at: string, now: string, zone: string): string {
  const key = dayKey(at, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayBefore(dayKey(now, zone))) return "Yesterday";
  const sameYear = key.slice(0, 4) === dayKey(now, zone).slice(0, 4);
  return put(at, zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** The hand of the clock: `Thu 26 Nov 2026, 17:00`. */
export function clockFace(at: string, zone: string): { readonly day: string; readonly hour: string } {
  return {
    day: put(at, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(
      ",",
      "",
    ),
    hour: hourOf(at, zone),
  };
}

/** A moment soon: `Thu 17:00`, with the date once it is more than six days away. */
export function soon(at: string, now: string, zone: string): string {
  const far = Date.parse(at) - Date.parse(now) > 6 * 86_400_000;
  const day = put(
    at,
    zone,
    far ? { weekday: "short", day: "numeric", month: "short" } : { weekday: "short" },
  );
  return `${day} ${hourOf(at, zone)}`;
}

/** The city of a zone name, as people say it: `Europe/Berlin` is Berlin. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/**
 * Fills the pattern of a `<!date^…>` token, in the reader's zone. An unknown token stays as it is written.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function datePattern(pattern: string, seconds: number, now: string, zone: string): string {
  const at = new Date(seconds * 1000).toISOString();
  const long = put(at, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const plain = put(at, zone, { day: "numeric", month: "long", year: "numeric" });
  const short = put(at, zone, { day: "numeric", month: "short", year: "numeric" });
  const near = dayName(at, now, zone).toLowerCase();
  const pretty = (otherwise: string) => (near === "today" || near === "yesterday" ? near : otherwise);
  const words: Readonly<Record<string, string>> = {
    date_num: dayKey(at, zone),
    date: plain,
    date_short: short,
    date_long: long,
    date_pretty: pretty(plain),
    date_short_pretty: pretty(short),
    date_long_pretty: pretty(long),
    time: hourOf(at, zone),
    time_secs: put(at, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  };
  return pattern.replace(/\{(\w+)\}/g, (token, name: string) => words[name] ?? token);
}

function dayBefore(key: string): string {
  return new Date(Date.parse(`${key}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function put(at: string, zone: string, parts: Intl.DateTimeFormatOptions): string {
  const words = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...parts });
  return words.format(new Date(at)).replace(",", "");
}
