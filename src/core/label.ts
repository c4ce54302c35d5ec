/** What a closed round says of a category or measure, in words and never in counts. */

export type LabelDirection = "improving" | "slipping" | "holding";

export type Label =
  | { readonly word: "clear"; readonly direction: LabelDirection }
  | { readonly word: "leaning"; readonly direction: LabelDirection }
  | { readonly word: "mixed" }
  | { readonly word: "too-few" };
