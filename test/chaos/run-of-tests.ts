/** Before any scenario: the child in one file. */
import type { TestProject } from "vitest/node";
import { bundleChild } from "./bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The child, bundled. */
    readonly bundle: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bundle = await bundleChild();
  project.provide("bundle", bundle.file);
  return async () => bundle.remove();
}
