import { carmen } from './carmen.ts';
import { jordi, jordiGuest } from './damaged.ts';
import { angeles, helen } from './described.ts';
import { inigo, nuria, rosa } from './family.ts';
import { beatriz, graham } from './late.ts';
import { jose, martin } from './lost.ts';
import { rogelio } from './loyal.ts';
import { xoan } from './manners.ts';
import { siobhan } from './missing.ts';
import { luz } from './newcomer.ts';
import { begona, nogal } from './office.ts';
import { dolores } from './states.ts';
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
