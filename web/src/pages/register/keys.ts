/** The keys of the register, as the help lists them. */
export const REGISTER_KEYS: [string, string][] = [
  ["j", "key-next"],
  ["k", "key-previous"],
  ["x", "key-select"],
  ["a", "key-accept"],
  ["r", "key-reject"],
  ["Enter", "key-open"],
];
