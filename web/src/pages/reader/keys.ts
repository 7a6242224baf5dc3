export const READER_KEYS: [string, string][] = [];
