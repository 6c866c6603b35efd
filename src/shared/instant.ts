import { z } from 'zod';

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Zones are kept beside it where a shop or a person has one. */
export const instant = z.int().min(-62135596800000).max(253402300799999);

/** An IANA zone name, such as Europe/Madrid. */
export const zone = z.string().min(1).max(64);
