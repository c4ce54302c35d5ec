/** Who is in the local workspace: people to be, in several zones, and the app's own bot user. */

export type Profile = {
  readonly id: string;
  /** The short name behind an @. */
  readonly handle: string;
  readonly name: string;
  readonly title: string;
  /** What they wrote as their status, such as being on leave. */
  readonly status: string;
  zone: string;
  /** In several channels, or in a single one. */
  guest: boolean | "single-channel";
  readonly bot: boolean;
  /** Of another workspace, met in a shared channel: which. */
  readonly from?: string;
  deactivated: boolean;
};

/**
 * Twelve people to be, so that a round can have eight answers and still somebody who didn't: Ada and Bruno lead, Gus is
 * a guest, Farah is away.
 */
export function demonstrationPeople(): Profile[] {
  return [
    person("UADA", "ada", "Ada Okafor", "Leads Harbour Support", "Europe/Berlin"),
    person("UBRUNO", "bruno", "Bruno Silva", "Leads Night Desk", "America/Sao_Paulo"),
    person("UCHEN", "chen", "Chen Wei", "Support engineer", "Asia/Singapore"),
    person("UDALIA", "dalia", "Dalia Haddad", "Support engineer", "Europe/Berlin"),
    person("UELIF", "elif", "Elif Kaya", "Customer success manager", "Europe/Istanbul"),
    person("UFARAH", "farah", "Farah Khan", "Support engineer", "Asia/Kolkata", { status: "On leave" }),
    person("UGUS", "gus", "Gus Lindqvist", "Contractor", "Europe/Stockholm", { guest: true }),
    person("UHANA", "hana", "Hana Sato", "Knowledge manager", "Asia/Tokyo"),
    person("UIVAN", "ivan", "Ivan Petrov", "Support engineer", "Europe/Sofia"),
    person("UJUNE", "june", "June Walker", "Customer success manager", "America/New_York"),
    person("UKOFI", "kofi", "Kofi Mensah", "Support engineer", "Africa/Accra"),
    person("ULENA", "lena", "Lena Vogel", "Support engineer", "Europe/Berlin"),
  ];
}

/** The app as a member of the workspace. */
export function botPerson(id: string, name: string): Profile {
  return { ...person(id, name.toLowerCase(), name, "App", "Etc/UTC"), bot: true };
}

function person(
  id: string,
  handle: string,
  name: string,
  title: string,
  zone: string,
  special: { readonly guest?: boolean; readonly status?: string } = {},
): Profile {
  return {
    id,
    handle,
    name,
    title,
    zone,
    guest: special.guest ?? false,
    status: special.status ?? "",
    bot: false,
    deactivated: false,
  };
}
