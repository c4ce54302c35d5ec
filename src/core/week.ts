/** An ISO week such as 2026-W48, as a string that sorts by time. */
declare const week: unique symbol;
export type Week = string & { readonly [week]: true };
