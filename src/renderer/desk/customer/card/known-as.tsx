import { Button } from '@mantine/core';
import type { LinkView } from '#shared/views/customer.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** The other records of this person, who said that they are one, and the way back. */
export function KnownAs() {
  const { view, say } = useScreen();
  const { same } = view;
  if (same === null) return null;
  return (
    <div className={classes.twins}>
      <h2>{say.t('file.same.known')}</h2>
      <ul>
        {same.counting.map((link) => (
          <Linked key={link.from.id} link={link} />
        ))}
      </ul>
      {same.against.map((link) => (
        <Against key={link.from.id} link={link} />
      ))}
    </div>
  );
}

function Linked({ link }: { link: LinkView }) {
  const { say, act } = useScreen();
  const { from, by, at, why } = link;
  const name = from.name ?? say.t('card.noName');
  return (
    <li>
      <strong dir="auto">{name}</strong>{' '}
      <PlainButton
        className={classes.link}
        aria-label={say.t('file.same.undoOf', { name })}
        onClick={() => act({ move: 'write', form: { form: 'unlink', recordId: from.id } })}
      >
        {say.t('file.same.undo')}
      </PlainButton>
      <br />
      <span className={classes.soft}>{say.t('file.same.by', { by: by.name, when: say.day(at), why })}</span>
    </li>
  );
}

/** Two people linked the same records in opposite ways while they could not see one another: both are told, and one click ends it. */
function Against({ link }: { link: LinkView }) {
  const { view, say } = useScreen();
  const { save, saving } = useSave();
  const { from, into, by, why } = link;
  const name = view.customer.name ?? say.t('card.noName');
  const drop = () => {
    // Nobody has to think of a reason here: it is what the person was just told.
    const data = { into: into.id, why: say.t('file.same.dropWhy') };
    void save(
      [{ type: 'customer.unlink', customerId: from.id, caseId: null, data }],
      [say.t('file.same.dropped')],
    );
  };
  return (
    <div className={classes.against} role="alert">
      <div className={classes.againstWhy}>{say.t('file.same.circle', { name, by: by.name, why })}</div>
      <Button size="compact-xs" variant="default" loading={saving} onClick={drop}>
        {say.t('file.same.dropCircle')}
      </Button>
    </div>
  );
}
