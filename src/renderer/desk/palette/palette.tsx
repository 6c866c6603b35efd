import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { isWrongCase } from '#shared/case/number.ts';
import type { FoundCustomer } from '#shared/sync/find.ts';
import { useComboText } from '../../keys/key-text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { bring } from '../away/bring.ts';
import { FoundLine } from '../away/found-line.tsx';
import { useAwayWords } from '../away/found-picks.tsx';
import { useAtCentre } from '../away/use-at-centre.ts';
import { openCustomer } from '../shell/tabs.ts';
import { useFilling } from '../sync/use-filling.ts';
import { type Choice, choicesOf, meantBy } from './choices.ts';
import { HitLine } from './hit-line.tsx';
import styles from './palette.module.css';
import { useActions } from './use-actions.ts';
import { useFind } from './use-find.ts';

const limit = 40;

/** Search and actions over the desk. A native dialog: it traps the focus and gives it back by itself. */
export function Palette({ close }: { close: () => void }) {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const filling = useFilling() !== null;
  const key = useComboText();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useFind(text, limit);
  const there = useAtCentre(text);
  const choices = choicesOf(
    text,
    found.hits,
    useActions(),
    there?.answer?.state === 'asked' ? there.answer.hits : [],
  );
  const [coming, setComing] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const isOpen = useRef(true);
  const awayWords = useAwayWords(there, found.hits.length === 0);
  const dialog = useRef<HTMLDialogElement>(null);
  /** Enter was pressed while the answer was on its way, and what was marked then. A scanner does that every time. */
  const early = useRef<{ marked: Choice | null } | null>(null);
  const listId = useId();
  const chosen = choices[Math.min(at, choices.length - 1)];
  const empty = text.trim() === '';
  const waiting = !empty && found.text !== text.trim();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (chosen) document.getElementById(`${listId}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  useEffect(
    () => () => {
      isOpen.current = false;
    },
    [],
  );

  /**
   * At once, and not by the dialog's own event: a palette that is asked for before that comes would go with it. It gives the focus back first, so that an
   * action may move it. Where nothing had the focus the field of a closed dialog keeps it until the next picture is drawn, and would take the letter that is pressed next.
   */
  const shut = (): void => {
    dialog.current?.close();
    const at = document.activeElement;
    if (at instanceof HTMLElement && dialog.current?.contains(at)) at.blur();
    close();
  };

  /** Whoever closes the palette meanwhile goes nowhere. */
  const fetchAndOpen = async ({ customerId, name }: FoundCustomer): Promise<void> => {
    if (coming !== null) return;
    setComing(customerId);
    setFailed(null);
    const brought = await bring(customerId);
    setComing(null);
    if (!isOpen.current) return;
    if (brought !== 'here') return setFailed(centre(`away.failed.${brought}`));
    shut();
    openCustomer(customerId, name);
  };

  const take = (choice: Choice): void => {
    if ('found' in choice) return void fetchAndOpen(choice.found);
    shut();
    if ('action' in choice) {
      choice.action.run();
      return;
    }
    const { card, orderId, caseId } = choice.hit;
    openCustomer(card.id, card.name, orderId === null && caseId === null ? null : { orderId, caseId });
  };
  useEffect(() => {
    if (waiting || early.current === null) return;
    const meant = meantBy(early.current.marked, choices);
    early.current = null;
    if (meant) take(meant);
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      early.current = null;
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      shut();
    } else if (event.key === 'Enter' && (waiting || chosen)) {
      event.preventDefault();
      if (waiting) early.current = { marked: chosen ?? null };
      else if (chosen) take(chosen);
    }
  };

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('palette.title')}
      onClose={close}
      onClick={(event) => event.target === dialog.current && shut()}
      onKeyDown={onKey}
    >
      <div className={styles.field}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            early.current = null;
            setText(event.currentTarget.value);
            setAt(0);
          }}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          autoFocus
        />
      </div>
      <p className={styles.status} role="status">
        {empty ? t('palette.start') : null}
        {found.fault ? t('palette.fault') : null}
        {!empty && !waiting && !found.fault && found.hits.length === 0
          ? `${t('palette.nothing', { text: found.text })} ${filling ? centre('filling.nothing') : isWrongCase(found.text) ? t('palette.wrongCase') : there === null ? t('palette.nothingHelp') : ''}`
          : null}
        {!empty && found.hits.length > 0 ? t('palette.count', { count: found.hits.length }) : null}
        {!empty && waiting && found.hits.length === 0 ? t('palette.searching') : null}
        {!empty && (failed ?? awayWords) !== null ? ` ${failed ?? awayWords}` : null}
      </p>
      <div
        id={listId}
        className={styles.results}
        role="listbox"
        aria-label={t('palette.results')}
        aria-busy={waiting}
      >
        {choices.map((choice, n) => (
          <Line
            key={choice.id}
            id={`${listId}-${choice.id}`}
            choice={choice}
            heading={
              choice.group === choices[n - 1]?.group
                ? null
                : choice.group === 'centre'
                  ? centre('away.title')
                  : t(`palette.groups.${choice.group}`)
            }
            coming={'found' in choice && coming === choice.found.customerId}
            selected={choice === chosen}
            take={() => take(choice)}
          />
        ))}
      </div>
      <p className={styles.help}>
        <KeyHint text="↑" /> <KeyHint text="↓" /> {t('palette.move')} <KeyHint text={key('Enter')} />{' '}
        {t('palette.open')} <KeyHint text="Esc" /> {t('palette.close')}
      </p>
    </dialog>
  );
}

function Line(props: {
  id: string;
  choice: Choice;
  heading: string | null;
  selected: boolean;
  coming: boolean;
  take: () => void;
}) {
  const { choice } = props;
  return (
    <>
      {props.heading === null ? null : (
        <div className={styles.group} role="presentation">
          {props.heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, aria-activedescendant points here */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose it */}
      <div
        id={props.id}
        role="option"
        aria-selected={props.selected}
        className={styles.option}
        onClick={props.take}
      >
        {'hit' in choice ? (
          <HitLine hit={choice.hit} />
        ) : 'found' in choice ? (
          <FoundLine found={choice.found} coming={props.coming} />
        ) : (
          <span className={styles.action}>
            {choice.action.label}
            <KeyHint text={choice.action.key} />
          </span>
        )}
      </div>
    </>
  );
}
