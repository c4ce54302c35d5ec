/** What a process says with its last breath when it dies at a named moment, before the moment's name. */
export const diedAt = "died at: ";
