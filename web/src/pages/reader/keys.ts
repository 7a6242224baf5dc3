/** The keys of the reader, as the help lists them. */
export const READER_KEYS: [string, string][] = [
  ["j", "reader-key-next"],
  ["n", "reader-key-next"],
  ["k", "reader-key-previous"],
  ["p", "reader-key-previous"],
  ["a", "reader-key-accept"],
  ["r", "reader-key-reject"],
  ["e", "reader-key-edit"],
  ["o", "reader-key-open"],
  ["Escape", "reader-key-none"],
];
