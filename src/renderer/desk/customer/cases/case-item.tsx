import { IconFlag } from '@tabler/icons-react';
import { useId } from 'react';
import { answerClock } from '#shared/law/answer.ts';
import type { CaseView } from '#shared/views/case.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { contactsText } from '../contact-counts.ts';
import { CopyText } from '../copy-button.tsx';
import { FileChip } from '../files/file-strip.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { caseNumber } from '../story/entry-words.ts';
import { useCalendar } from '../use-calendar.ts';
import { useJumpHere } from '../use-jump-here.ts';
import { ActsAbout } from './act.tsx';
import { CaseDetail } from './case-detail.tsx';
import { answerTones } from './case-record.tsx';

/** One case in the list; opened, its words, what was tried and what is promised. */
export function CaseItem({ one }: { one: CaseView }) {
  const { say, act, leaf } = useScreen();
  const title = useId();
  const failure = leaf(one.failure);
  const open = useChosen((state) => state.openCases.has(one.id));
  const here = useJumpHere<HTMLButtonElement>('case', one.id);
  const number = caseNumber(one.number);
  const solved = one.status === 'solved';
  return (
    <li className={classes.item} data-quiet={solved || undefined} data-case={one.id}>
      <div className={classes.titled}>
        <PlainButton
          ref={here}
          className={classes.top}
          aria-expanded={open}
          onClick={() => act({ move: 'toggle-case', caseId: one.id })}
        >
          <span id={title} className={classes.strong} dir="auto">
            {one.subject}
          </span>
          <span className={classes.badges}>
            <Chip tone={solved ? 'good' : 'warn'}>{say.t(`cases.status.${one.status}`)}</Chip>
            <Chip>{say.t(`cases.kind.${one.kind}`)}</Chip>
            {failure !== null && <Chip>{failure}</Chip>}
            <AnswerChip one={one} />
            {one.timesReopened > 0 && (
              <Chip tone="bad">{say.t('cases.reopened', { count: one.timesReopened })}</Chip>
            )}
            {one.flagged !== null && (
              <Chip tone="warn" title={say.t(`entry.flag.${one.flagged}`)}>
                <IconFlag size={13} aria-hidden="true" />
                {say.t('cases.flagged')}
              </Chip>
            )}
            {one.offer && <Chip tone="info">{say.t('owner.chip', { name: one.offer.to.name })}</Chip>}
            {one.declined && <Chip tone="warn">{say.t('owner.chipNo', { name: one.declined.by.name })}</Chip>}
            <FileChip caseId={one.id} />
            {one.pending && <Chip>{say.t('story.notSent')}</Chip>}
          </span>
          <span className={`${classes.row} ${classes.soft}`}>
            <span>{say.t('cases.owner', { name: one.owner.name })}</span>
            <span>
              {one.solvedAt === null
                ? say.t('cases.openedOn', { day: say.day(one.openedAt) })
                : say.t('cases.solvedOn', { day: say.day(one.solvedAt) })}
            </span>
          </span>
        </PlainButton>
        <div className={classes.numberRow}>
          <span className={classes.mono}>{number}</span>
          <CopyText text={one.number} label={say.t('cases.copyNumber', { number })} />
          <Contacts one={one} />
        </div>
      </div>
      {open && (
        <ActsAbout value={{ titled: title }}>
          <CaseDetail one={one} />
        </ActsAbout>
      )}
    </li>
  );
}

/** The answer that the law asks for, when it is near or overdue. */
function AnswerChip({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const calendar = useCalendar();
  if (one.solvedAt !== null) return null;
  const { left, state } = answerClock(one, say.now, calendar);
  if (state === 'running') return null;
  return (
    <Chip tone={answerTones[state]}>
      {say.t(left < 0 ? 'law.chipOver' : 'law.chipLeft', { count: Math.abs(left) })}
    </Chip>
  );
}

/** How often and with how many of us; the number opens the list behind it. */
function Contacts({ one }: { one: CaseView }) {
  const { say, act } = useScreen();
  if (one.contacts === 0) return null;
  return (
    <PlainButton
      className={classes.link}
      title={say.t('cases.showContacts')}
      onClick={() =>
        act({ move: 'go', target: { to: 'story', filter: { caseId: one.id, groups: new Set(['calls']) } } })
      }
    >
      {contactsText(one, say)}
    </PlainButton>
  );
}
