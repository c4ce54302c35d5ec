/**
 * The role as which PostgreSQL is asked for one workspace: it owns nothing, so the tables' policies bind it. Roles belong to
 * the server and not to a database, so no migration makes it: each start looks, which mends a database that was moved, too.
 */
import { codeOf } from "./error-code.ts";

export const withinRole = "bearings_within";

/** Runs a statement for whoever owns the tables. */
type Ask = (statement: string) => Promise<unknown>;

/**
 * Makes the role where it is missing and this user may make it, and grants it the tables that have policies: no other
 * one, so that a new table is shut to it until its policy is there. Tells whether this user can take the role.
 */
export async function readyRole(ask: Ask): Promise<boolean> {
  if (!(await isTaken(ask))) {
    // Of processes that start together on one server, in databases of their own, one makes it.
    await unless(alreadyThere, () => ask(`create role ${withinRole} nologin nobypassrls`));
    await unless(notToBeHad, () => ask(`grant ${withinRole} to current_user`));
    if (!(await isTaken(ask))) return false;
  }
  await ask(grantTables);
  return true;
}

/** What is granted already is left alone: each start would write to the catalogue otherwise. */
const grantTables = `
  do $$
  declare found record;
  begin
    if not has_schema_privilege('${withinRole}', 'public', 'usage') then
      grant usage on schema public to ${withinRole};
    end if;
    for found in
      select c.oid::regclass as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
        and not (
          has_table_privilege('${withinRole}', c.oid, 'select') and has_table_privilege('${withinRole}', c.oid, 'insert')
          and has_table_privilege('${withinRole}', c.oid, 'update') and has_table_privilege('${withinRole}', c.oid, 'delete')
        )
    loop
      execute format('grant select, insert, update, delete on %s to ${withinRole}', found.name);
    end loop;
  end $$`;

async function isTaken(ask: Ask): Promise<boolean> {
  try {
    await ask(`set role ${withinRole}`);
  } catch (error) {
    if (notToBeHad.has(codeOf(error) ?? "")) return false;
    throw error;
  }
  await ask("reset role");
  return true;
}

async function unless(expected: ReadonlySet<string>, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!expected.has(codeOf(error) ?? "")) throw error;
  });
}

/** insufficient_privilege; invalid_parameter_value and undefined_object, both for a role that isn't there. */
const notToBeHad: ReadonlySet<string> = new Set(["42501", "22023", "42704"]);

/** duplicate_object, unique_violation (two at the same moment), insufficient_privilege. */
const alreadyThere: ReadonlySet<string> = new Set(["42710", "23505", "42501"]);
