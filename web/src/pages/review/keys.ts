/** The keys of the review, as the help lists them. */
export const REVIEW_KEYS: [string, string][] = [
  ["a", "key-accept"],
  ["r", "key-reject"],
  ["e", "key-edit"],
  ["s", "key-split"],
  ["m", "key-merge"],
  ["n", "key-next"],
  ["p", "key-previous"],
  ["u", "key-undo"],
  [".", "key-reason"],
  ["t", "key-newer"],
  ["[", "key-start-left"],
  ["]", "key-start-right"],
  ["{", "key-end-left"],
  ["}", "key-end-right"],
  ["Enter", "key-keep"],
  ["Escape", "key-put-back"],
];
