import { openMyData } from "../my-data.ts";
import { themselves } from "../permissions.ts";
import type { Command } from "./command.ts";

export const mydata: Command = {
  word: "mydata",
  takes: "",
  help: "What is kept of you: see it, have it as a file, delete it",
  may: themselves,
  answer: (world, visit) => openMyData(world, { ...visit, view: null }, { page: 0 }),
};
