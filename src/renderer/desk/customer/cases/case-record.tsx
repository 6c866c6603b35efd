import { Button } from '@mantine/core';
import { mayExport } from '#shared/audit/record.ts';
import { holidaysText } from '#shared/calendar/words.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { answerClock } from '#shared/law/answer.ts';
import { formatsOf } from '#shared/order/format.ts';
import { minutesOf } from '#shared/time/spent.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useSaveFile } from '../../../live/use-save-file.ts';
import { Chip } from '../../../ui/chip.tsx';
import { useDesk } from '../../shell/desk-context.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useCalendar } from '../use-calendar.ts';

export const answerTones = {
  running: 'plain',
  near: 'warn',
  overdue: 'bad',
  'in-time': 'plain',
  late: 'bad',
} as const;

/** What the law and the costs want kept of a case: its answer, the number told, the language, the time. */
export function CaseRecord({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const calendar = useCalendar();
  const { due, left, taken, state } = answerClock(one, say.now, calendar);
  const theirs = formatsOf(say.language, calendar.zone, say.now, say.zone);
  // Of whoever's work was measured: the contacts and who spoke in them stand above, with the case.
  const { minutes, people } = minutesOf(one);
  return (
    <>
      <h3>{say.t('law.title')}</h3>
      <div className={classes.row}>
        <Chip wraps tone={answerTones[state]} title={holidaysText(calendar, say.language)}>
          {one.solvedAt === null
            ? say.t('law.due', {
                day: theirs.day(due),
                left: say.t(left < 0 ? 'law.over' : 'law.left', { count: Math.abs(left) }),
              })
            : say.t(`law.answered.${state === 'late' ? 'late' : 'inTime'}`, { count: taken })}
        </Chip>
        <span className={classes.soft}>{holidaysText(calendar, say.language)}</span>
      </div>
      <p className={classes.soft}>
        {one.keyTold
          ? say.t('law.told', { name: one.keyTold.by.name, when: say.moment(one.keyTold.at) })
          : say.t('law.notTold')}
      </p>
      {one.languages.length > 0 && (
        <p className={classes.soft}>
          {say.t('law.spoken', { languages: say.list(one.languages.map(say.tongue)) })}
        </p>
      )}
      {minutes > 0 && (
        <p className={classes.soft}>
          {say.t('law.time', {
            minutes,
            people: say.t('cases.people', { count: people }),
          })}
        </p>
      )}
      <div className={classes.buttons}>
        {one.keyTold === null && <TellKey one={one} />}
        <SaveRecord one={one} />
      </div>
    </>
  );
}

/** The record of the case as a file, for whoever may have it. */
function SaveRecord({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const { person } = useDesk();
  const { save, saving } = useSaveFile();
  if (!mayExport(person, one.owner.id)) return null;
  const ask = { ask: 'save-audit', customerId: one.customerId, caseId: one.id } as const;
  return (
    <Button size="compact-xs" variant="default" loading={saving} onClick={() => void save(ask)}>
      {say.t('law.export')}
    </Button>
  );
}

/** One click says that the customer was told the number by which they can ask. */
function TellKey({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const { tell, saving } = useTellKey(one);
  return (
    <Button size="compact-xs" variant="default" loading={saving} onClick={() => void tell()}>
      {say.t('law.tell')}
    </Button>
  );
}

/** Writes down that the customer was told the number of the case. */
export function useTellKey({ id, customerId }: Pick<CaseView, 'id' | 'customerId'>) {
  const { say } = useScreen();
  const { save, saving } = useSave();
  const ask: CommandAsk = { type: 'case.tell-key', customerId, caseId: id, data: {} };
  return { tell: () => save([ask], [say.t('law.saved')]), saving };
}
