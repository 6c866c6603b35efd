import { IconBook2, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { type AskedPart, answerTo, askedParts, pageFor, progressOf } from '#shared/rules/answered.ts';
import { type Texts, textIn } from '#shared/rules/texts.ts';
import type { CaseView } from '#shared/views/case.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { AskedLine } from './asked-line.tsx';
import classes from './playbook.module.css';
import { PlaybookPage } from './playbook-page.tsx';
import { useAsks } from './use-asks.ts';
import { VersionText } from './version-text.tsx';

const isAsked = (part: string): part is AskedPart => askedParts.some((one) => one === part);

/**
 * The page for this kind of case, with what was asked and checked in it ticked. Unfolded by itself for a case that was just opened. While it
 * or its heading has the focus a digit ticks a line.
 */
export function CasePlaybook({ one }: { one: CaseView }) {
  const { say, rules } = useScreen();
  const justOpened = useChosen((state) => state.justOpened);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { used } = useAsks(one);
  const { save } = useSave();
  const found = pageFor(rules.playbooks, one.kind, one.steps.used);
  if (!found) return null;
  const { page, usedVersion } = found;
  const { answered } = one.steps;
  const { done, of } = progressOf(page.content, answered);
  const open = chosen ?? justOpened === one.id;
  const answer = (question: Texts, part: AskedPart, text: string) =>
    save(
      [
        ...used(),
        {
          type: 'playbook.answer',
          customerId: one.customerId,
          caseId: one.id,
          data: { kind: one.kind, version: page.version, part, question, answer: text },
        },
      ],
      [],
    );
  const asked = askedParts.flatMap((part) => page.content[part].map((line) => ({ line, part })));
  return (
    <section
      className={classes.fold}
      aria-label={say.t('playbook.title')}
      onKeyDown={(event) => {
        if (!open || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target instanceof HTMLInputElement) return;
        const wanted = asked['1234567890'.indexOf(event.key)];
        if (!/^\d$/.test(event.key) || !wanted) return;
        event.preventDefault();
        event.stopPropagation();
        if (answerTo(wanted.line, wanted.part, answered) === null) void answer(wanted.line, wanted.part, '');
      }}
    >
      <PlainButton className={classes.head} aria-expanded={open} onClick={() => setChosen(!open)}>
        {open ? (
          <IconChevronDown size={14} aria-hidden="true" />
        ) : (
          <IconChevronRight size={14} aria-hidden="true" />
        )}
        <IconBook2 size={15} aria-hidden="true" />
        <span>{textIn(page.content.title, say.language)}</span>
        <span>{say.t('playbook.done', { done, of })}</span>
      </PlainButton>
      {open && (
        <fieldset className={classes.inside} aria-label={textIn(page.content.title, say.language)}>
          <PlaybookPage
            page={page.content}
            say={say}
            line={(line, part, n) =>
              isAsked(part) ? (
                <AskedLine
                  line={line}
                  digit={'1234567890'[n - 1] ?? null}
                  answered={answerTo(line, part, answered)}
                  onAnswer={(text) => answer(line, part, text)}
                />
              ) : (
                <span dir="auto">{textIn(line, say.language)}</span>
              )
            }
          />
          <p className={classes.foot}>
            <VersionText version={page.version} at={page.at} by={page.by} />
            {usedVersion !== null && usedVersion !== page.version && (
              <> {say.t('playbook.usedOther', { version: usedVersion })}</>
            )}
          </p>
        </fieldset>
      )}
    </section>
  );
}
