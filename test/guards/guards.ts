/** Every guard that `npm run test:guards` switches off, a page for each room. */
import type { Guard } from "./guard.ts";
import { ofCore } from "./of-core.ts";
import { ofFrameworks } from "./of-frameworks.ts";
import { ofInstalls } from "./of-installs.ts";
import { ofJobs } from "./of-jobs.ts";
import { ofLeading } from "./of-leading.ts";
import { ofSlack } from "./of-slack.ts";
import { ofStore } from "./of-store.ts";
import { ofTheStart } from "./of-the-start.ts";

export const guards: readonly Guard[] = [
  ...ofCore,
  ...ofStore,
  ...ofSlack,
  ...ofJobs,
  ...ofFrameworks,
  ...ofInstalls,
  ...ofLeading,
  ...ofTheStart,
];
