import { type Ref, useEffect, useRef } from 'react';
import { type CaseKind, caseKind } from '#shared/case/words.ts';
import { leavesUnder } from '#shared/rules/failures.ts';
import type { Suggestion } from '#shared/rules/suggested.ts';
import { textIn } from '#shared/rules/texts.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';
import { QuickChoice } from './quick-choice.tsx';

/** What a case is about: a trunk, and a leaf of the team's tree or none. */
export type Kind = { kind: CaseKind; failure: string | null };

type KindChoiceProps = {
  /** Null: nobody chose, the best suggestion stands. */
  kind: CaseKind | null;
  failure: string | null;
  suggestions: readonly Suggestion[];
  onChange: (kind: Kind) => void;
  /** Called when both are chosen, or left: where the person goes on. */
  onPicked: () => void;
  problem?: string | undefined;
  first?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
};

/**
 * Two keystrokes: one for the kind, one for the failure under it. Enter takes what stands there (what the order suggests, else the kind
 * that has the focus), 0 no failure in particular.
 */
export function KindChoice(props: KindChoiceProps) {
  const { suggestions, onChange, onPicked, problem, first, autoFocus = false } = props;
  const { say, rules } = useScreen();
  const [best] = suggestions;
  const kind = props.kind ?? best?.kind ?? null;
  const failure = props.kind === null ? (best?.failure ?? null) : props.failure;
  const leaves = kind === null ? [] : leavesUnder(rules.tree.content, kind);
  const firstLeaf = useRef<HTMLInputElement>(null);
  const goesOn = useRef(false);
  // A kind was chosen by its key: its failures are drawn now.
  useEffect(() => {
    if (!goesOn.current) return;
    goesOn.current = false;
    if (firstLeaf.current) firstLeaf.current.focus();
    else onPicked();
  });
  const choose = (next: CaseKind) =>
    onChange({ kind: next, failure: suggestions.find((one) => one.kind === next)?.failure ?? null });
  return (
    <>
      <QuickChoice
        legend={say.t('newCase.kind')}
        options={caseKind.options.map((value) => ({ value, label: say.t(`cases.kind.${value}`) }))}
        value={kind}
        onChange={choose}
        onPicked={() => {
          goesOn.current = true;
        }}
        onEnter={(focused) => {
          onChange({ kind: kind ?? focused ?? 'other', failure });
          onPicked();
        }}
        problem={problem}
        autoFocus={autoFocus}
        {...(first ? { first } : {})}
      />
      <Suggested {...props} />
      {kind !== null && leaves.length > 0 && (
        <QuickChoice
          legend={say.t('kind.failure')}
          options={[
            ...leaves.map(({ id, label }) => ({ value: id, label: textIn(label, say.language) })),
            { value: '', label: say.t('kind.none'), key: '0' },
          ]}
          value={failure ?? ''}
          onChange={(leaf) => onChange({ kind, failure: leaf === '' ? null : leaf })}
          onPicked={onPicked}
          onEnter={() => {
            onChange({ kind, failure });
            onPicked();
          }}
          first={firstLeaf}
        />
      )}
    </>
  );
}

/** What the order itself says went wrong; the first stands already. */
function Suggested({ kind, suggestions, onChange, onPicked }: KindChoiceProps) {
  const { say, leaf } = useScreen();
  const [best, ...others] = suggestions;
  if (!best) return null;
  return (
    <p className={classes.suggested}>
      {say.t('kind.suggested', { why: say.t(`kind.evidence.${best.evidence}`) })}
      {kind === null && ` ${say.t('kind.accept')}`}
      {others.slice(0, 2).map((one) => (
        <PlainButton
          key={one.evidence}
          className={classes.pick}
          style={{ marginInlineStart: 6 }}
          title={say.t(`kind.evidence.${one.evidence}`)}
          onClick={() => {
            onChange({ kind: one.kind, failure: one.failure });
            onPicked();
          }}
        >
          {leaf(one.failure) ?? say.t(`cases.kind.${one.kind}`)}
        </PlainButton>
      ))}
    </p>
  );
}
