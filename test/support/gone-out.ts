import { type Claim, claim, goesOut } from "../../src/store/deliveries.ts";

/** Claims as `claim` does, up to the moment at which Slack is asked: whoever dies now leaves behind what may have been heard. */
export async function claimedAndGone(...[db, ...how]: Parameters<typeof claim>): Promise<readonly Claim[]> {
  const claims = await claim(db, ...how);
  for (const one of claims) await goesOut(db, one);
  return claims;
}
