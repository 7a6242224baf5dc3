export const REVIEW_KEYS: [string, string][] = [];
