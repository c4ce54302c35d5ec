import ourPackage from "../../../package.json" with { type: "json" };
import { contributors, frameworkV1 } from "../../core/catalogue/index.ts";
import { aside, inert, type Said, said } from "../blocks.ts";
import { anybody } from "../permissions.ts";
import { attributionLine } from "../source-words.ts";
import { tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const about: Command = {
  word: "about",
  takes: "",
  help: "Where the framework comes from, its licence, and this version",
  may: anybody,
  answer: (_world, visit) => tellOnly(visit, aboutMessage(ourPackage)),
};

export function aboutMessage(app: { readonly version: string; readonly license: string }): Said {
  const { text, blocks } = said(
    `*Bearings ${inert(app.version)}*, under the ${inert(app.license)} licence: guiding, not grading.`,
    `It asks about the five categories of the ${frameworkV1.name} (${frameworkV1.version}), by ${contributors.join(", ")}. The definitions are told in our own words. Each measure says where it comes from: the framework, its working group's drafts, or us.`,
  );
  return { text, blocks: [...blocks, aside(attributionLine())] };
}
