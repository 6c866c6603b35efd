import type { CaseKind } from '../case/words.ts';
import { defaultManual } from './defaults/manual.ts';
import { defaultPlaybooks } from './defaults/playbooks.ts';
import { defaultTree } from './defaults/tree.ts';
import type { FailureTree } from './failures.ts';
import { defaultHolidays, type Holidays } from './holidays.ts';
import type { Manual } from './manual.ts';
import { defaultMasking, type Masking } from './masking.ts';
import type { Playbook } from './playbook.ts';
import type { RulesRecord } from './records.ts';

/** A page of rules that holds now. `version` 0: nobody has changed the program's own. */
export type InForce<T> = { content: T; version: number; at: number | null; by: string | null };

/** The rules that hold for a team: what it has published, and the program's own where it has not. */
export type Rules = {
  tree: InForce<FailureTree>;
  manual: InForce<Manual>;
  playbooks: ReadonlyMap<CaseKind, InForce<Playbook>>;
  /** Free days of the team's own. */
  holidays: InForce<Holidays>;
  /** Whose screens mask phones and e-mails. */
  masking: InForce<Masking>;
};

/** @param records those of the team; others are left out. `team` null: of nobody's team, as a customer who was introduced here. */
export function rulesOf(records: readonly RulesRecord[], team: string | null): Rules {
  let tree: Rules['tree'] = own(defaultTree);
  let manual: Rules['manual'] = own(defaultManual);
  let holidays: Rules['holidays'] = own(defaultHolidays);
  let masking: Rules['masking'] = own(defaultMasking);
  const playbooks = new Map(defaultPlaybooks.map((one) => [one.kind, own(one)]));
  for (const record of records) {
    if (record.team !== team) continue;
    const { content } = record;
    if (content.about === 'failures') tree = published(record, content);
    else if (content.about === 'manual') manual = published(record, content);
    else if (content.about === 'holidays') holidays = published(record, content);
    else if (content.about === 'masking') masking = published(record, content);
    else if (content.about === 'playbook') playbooks.set(content.kind, published(record, content));
  }
  return { tree, manual, playbooks, holidays, masking };
}

const own = <T>(content: T): InForce<T> => ({ content, version: 0, at: null, by: null });

function published<T>({ version, at, by }: RulesRecord, content: T): InForce<T> {
  return { content, version, at, by };
}
