import { IconPin } from '@tabler/icons-react';
import type { FileView } from '#shared/views/customer.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** What everybody has to know before they speak: above everything else of the customer, at every contact. */
export function Remarks() {
  const { view, say } = useScreen();
  const { remarks } = view.file;
  if (remarks.length === 0) return null;
  return (
    <section className={classes.remarks} aria-label={say.t('file.remarks')}>
      <ul>
        {remarks.map((one) => (
          <OneRemark key={one.id} remark={one} />
        ))}
      </ul>
    </section>
  );
}

function OneRemark({ remark }: { remark: FileView['remarks'][number] }) {
  const { say, act } = useScreen();
  const { save, saving } = useSave();
  const { id, text, customerId, by, at } = remark;
  const takeDown = () =>
    void save(
      [{ type: 'customer.remove-remark', customerId, caseId: null, data: { remarkId: id, text } }],
      [say.t('file.takenDown')],
    );
  return (
    <li>
      <IconPin size={15} aria-hidden="true" />
      <div>
        <p dir="auto">{text}</p>
        <span className={classes.remarkFoot}>
          {say.t('file.written', { name: by.name, when: say.moment(at) })}
          <PlainButton
            className={classes.remarkDo}
            aria-label={say.t('file.changeWhat', { text })}
            onClick={() => act({ move: 'write', form: { form: 'remark', remarkId: id } })}
          >
            {say.t('file.change')}
          </PlainButton>
          <PlainButton
            className={classes.remarkDo}
            aria-label={say.t('file.takeDownWhat', { text })}
            disabled={saving}
            onClick={takeDown}
          >
            {say.t('file.takeDown')}
          </PlainButton>
        </span>
      </div>
    </li>
  );
}
