import { z } from 'zod';

/** What shops' JSON says of one thing in several ways: left out or null, a number or its text, no list at all. */
export const text = z.string().nullish();
export const shopId = z.union([z.int(), z.string().min(1)]).transform(String);
export const decimal = z.union([z.string(), z.number().transform(String)]).nullish();
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
