/** The words after `/bearings`, in the order in which help lists them. Adding one is adding a file and a line here. */
import { about } from "./about.ts";
import { away } from "./away.ts";
import { checkin } from "./checkin.ts";
import { close } from "./close.ts";
import type { Command } from "./command.ts";
import { digest } from "./digest.ts";
import { exportWord } from "./export.ts";
import { focus } from "./focus.ts";
import { help } from "./help.ts";
import { measuresWord } from "./measures.ts";
import { metric } from "./metric.ts";
import { mydata } from "./mydata.ts";
import { privacy } from "./privacy.ts";
import { setup } from "./setup.ts";
import { trends } from "./trends.ts";
import { tryWord } from "./try.ts";

export const commands: readonly Command[] = [
  help,
  setup,
  checkin,
  close,
  trends,
  metric,
  focus,
  tryWord,
  away,
  digest,
  measuresWord,
  exportWord,
  privacy,
  mydata,
  about,
];
