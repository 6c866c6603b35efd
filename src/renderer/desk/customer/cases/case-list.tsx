import { useState } from 'react';
import { PlainButton } from '../../../ui/plain-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { CaseItem } from './case-item.tsx';
import { parted } from './current-case.ts';
import { PromiseList } from './promise-list.tsx';

/** Solved cases shown before somebody asks for more. */
const earlierShown = 5;

/** Open cases first, then what was solved; promises outside a case stand between. */
export function CaseList() {
  const { view, say } = useScreen();
  const jump = useChosen((state) => state.jump);
  const [all, setAll] = useState(false);
  const { open, earlier } = parted(view.cases);
  const jumpedTo = jump?.to === 'case' && earlier.some((one) => one.id === jump?.id);
  const shown = all || jumpedTo ? earlier : earlier.slice(0, earlierShown);
  return (
    <section className={classes.panel} aria-label={say.t('cases.title')}>
      <div className={classes.head}>
        <h2>{say.t('cases.title')}</h2>
        {open.length > 0 && (
          <span className={classes.count}>{say.t('cases.open', { count: open.length })}</span>
        )}
      </div>
      {view.cases.length === 0 && <p className={classes.nothing}>{say.t('cases.empty')}</p>}
      <ul className={classes.list}>
        {open.map((one) => (
          <CaseItem key={one.id} one={one} />
        ))}
      </ul>
      {view.promises.length > 0 && (
        <div className={classes.loose}>
          <h3>{say.t('cases.loosePromises')}</h3>
          <PromiseList promises={view.promises} />
        </div>
      )}
      {earlier.length > 0 && (
        <>
          <h3 className={classes.between}>{say.t('cases.earlier', { count: earlier.length })}</h3>
          <ul className={classes.list}>
            {shown.map((one) => (
              <CaseItem key={one.id} one={one} />
            ))}
          </ul>
        </>
      )}
      {earlier.length > shown.length && (
        <PlainButton className={classes.link} style={{ marginTop: 8 }} onClick={() => setAll(true)}>
          {say.t('card.more', { count: earlier.length - shown.length })}
        </PlainButton>
      )}
    </section>
  );
}
