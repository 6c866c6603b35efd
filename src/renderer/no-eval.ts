import { config } from 'zod';

// zod compiles its checks with `new Function` where it may; the page's locks forbid that and would report each try.
// This file is imported before every schema.
config({ jitless: true });
