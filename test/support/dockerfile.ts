/** As much of a Dockerfile as its tests look at. */
export type Dockerfile = {
  readonly from: string;
  /** What is taken from the project, from its root. */
  readonly copies: readonly string[];
  /** The one line that installs packages. */
  readonly installs: string;
  readonly user: string;
  readonly command: readonly string[];
  readonly health: readonly string[];
  /** Every instruction with what stands behind it, in order. */
  readonly lines: readonly (readonly [instruction: string, rest: string])[];
};

export function readDockerfile(text: string): Dockerfile {
  const whole = text.replace(/^#.*\n/gm, "").replace(/\\\n\s*/g, "");
  const lines = whole
    .split("\n")
    .map((line) => /^([A-Z]+) (.+)$/.exec(line))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? "", match[2] ?? ""] as const]));
  const all = (instruction: string) => lines.filter(([name]) => name === instruction).map(([, rest]) => rest);
  const list = (rest = "[]") => JSON.parse(rest.slice(rest.indexOf("["))) as readonly string[];
  return {
    from: all("FROM").at(-1) ?? "",
    copies: all("COPY").flatMap((rest) => rest.split(" ").slice(0, -1)),
    installs:
      all("RUN")
        .find((rest) => rest.includes("npm ci"))
        ?.split(" && ")[0] ?? "",
    user: all("USER").at(-1) ?? "root",
    command: list(all("CMD").at(-1)),
    health: list(all("HEALTHCHECK").at(-1)),
    lines,
  };
}
