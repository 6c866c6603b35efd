import { useCallback, useEffect, useState } from 'react';
import { dialogIsOpen, isWritten } from '../../../keys/typing.ts';
import { useWords } from '../../../words/words.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { chooseFiles } from './chosen.ts';
import classes from './files.module.css';

/**
 * Files that are dropped anywhere on this customer, or pasted, are chosen to be attached: to the case they are dropped on. A picture is
 * pasted while writing as well; words on the clipboard stay words.
 */
export function FileDrop() {
  const { view, act } = useScreen();
  const { t } = useWords('files');
  const [over, setOver] = useState(false);
  const form = useChosen((state) => state.form);
  const entryCase = useChosen((state) => state.entryCase);
  const customerId = view.customer.id;
  const isOpen = form?.form === 'attach';

  const take = useCallback(
    (files: readonly File[], caseId: string | null) => {
      if (files.length === 0) return;
      void chooseFiles(customerId, files);
      if (!isOpen) act({ move: 'write', form: { form: 'attach', caseId } });
    },
    [customerId, act, isOpen],
  );

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = dialogIsOpen() ? 'none' : 'copy';
      setOver(!dialogIsOpen());
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (dialogIsOpen()) return;
      const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-case]') : null;
      take([...(event.dataTransfer?.files ?? [])], at?.dataset.case ?? entryCase);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const isWords = event.clipboardData?.types.some((type) => type.startsWith('text/')) ?? false;
      if (files.length === 0 || dialogIsOpen()) return;
      if (isWords && isWritten(document.activeElement)) return;
      event.preventDefault();
      take(files, entryCase);
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [take, entryCase]);

  if (!over) return null;
  return (
    <div className={classes.over} role="status">
      <div className={classes.overText}>
        <strong>{t('drop.title')}</strong>
        {view.customer.name && <span>{t('drop.hint', { name: view.customer.name })}</span>}
      </div>
    </div>
  );
}
