import type { CaseKind } from '#shared/case/words.ts';
import { textIn } from '#shared/rules/texts.ts';
import { useScreen } from '../screen-context.ts';
import classes from './playbook.module.css';
import { PlaybookPage } from './playbook-page.tsx';

/** The page of a kind beside the fields of a new case: to be read; it is ticked in the case. */
export function PlaybookBeside({ kind }: { kind: CaseKind | null }) {
  const { say, rules } = useScreen();
  const page = kind === null ? undefined : rules.playbooks.get(kind)?.content;
  if (!page) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a mouse it could not be
    <aside className={classes.beside} aria-label={say.t('playbook.title')} tabIndex={0}>
      <h3>{textIn(page.title, say.language)}</h3>
      <PlaybookPage page={page} say={say} />
    </aside>
  );
}
