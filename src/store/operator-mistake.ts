/**
 * Something only whoever runs Bearings can put right: a wrong address, a folder in use, a database too old.
 * The message is a whole sentence for them; the start ends with it and exit code 78, and no stack is shown.
 */
export class OperatorMistake extends Error {
  override readonly name = "OperatorMistake";
}
