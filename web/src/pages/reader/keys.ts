/** The keys of the reader, as the help lists them. */
export const READER_KEYS: [string, string][] = [
  ["j", "key-next"],
  ["k", "key-previous"],
  ["a", "key-accept"],
  ["r", "key-reject"],
  ["Enter", "key-entry"],
  ["Escape", "key-clear"],
];
