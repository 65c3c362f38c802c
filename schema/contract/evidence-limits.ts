/** Most files with one answer to an assistance request. */
export const MAXIMUM_EVIDENCE_FILES = 10;

/** Largest evidence file, in bytes: 1 MiB. */
export const MAXIMUM_EVIDENCE_BYTES = 1_048_576;

/** Characters of base64 (RFC 4648, section 4) that the largest file has, in which it travels. */
export const MAXIMUM_EVIDENCE_CHARACTERS = Math.ceil(MAXIMUM_EVIDENCE_BYTES / 3) * 4;
