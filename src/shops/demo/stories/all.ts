import { carmen } from './carmen.ts';
import { jordi, jordiGuest } from './damaged.ts';
import { inigo, nuria, rosa } from './family.ts';
import { beatriz, dolores, graham } from './late.ts';
import { jose, martin } from './lost.ts';
import { begona, nogal, rogelio } from './office.ts';
import { angeles, helen, luz, siobhan, xoan } from './product.ts';
import type { Story } from './story.ts';

/** The customers written by hand, in the order of their ids from `demo:c:0001`. */
export const stories: readonly Story[] = [
  carmen,
  helen,
  jose,
  rosa,
  inigo,
  nuria,
  beatriz,
  nogal,
  rogelio,
  jordi,
  jordiGuest,
  angeles,
  siobhan,
  martin,
  luz,
  graham,
  dolores,
  begona,
  xoan,
];
