import { Loader, Modal } from '@mantine/core';
import { useView } from '../../../live/view.ts';
import { FindSomebody } from '../../palette/find-somebody.tsx';
import { useScreen } from '../screen-context.ts';
import classes from './same.module.css';
import { SameCompare } from './same-compare.tsx';

/** Finds the other record of a person, then compares the two side by side. Nothing happens before somebody says how they know. */
export function SameDialog({ otherId, onClose }: { otherId: string | null; onClose: () => void }) {
  const { view, say, act } = useScreen();
  const choose = (id: string) => act({ move: 'write', form: { form: 'same', otherId: id } });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.t(otherId === null ? 'file.same.pickTitle' : 'file.same.title')}
      size={otherId === null ? 'lg' : 860}
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      {otherId === null ? (
        <FindSomebody
          draftKey={`same-search.${view.customer.id}`}
          label={say.t('file.same.pickHint')}
          except={view.customer.id}
          pick={({ id }) => choose(id)}
          autoFocus
        />
      ) : (
        <Other otherId={otherId} onClose={onClose} />
      )}
    </Modal>
  );
}

function Other({ otherId, onClose }: { otherId: string; onClose: () => void }) {
  const { view, say } = useScreen();
  const { value: other, loading } = useView({ view: 'customer', customerId: otherId });
  if (other === undefined && loading) {
    return (
      <p className={classes.hint} role="status">
        <Loader size="xs" aria-hidden="true" /> {say.t('file.same.loading')}
      </p>
    );
  }
  if (!other) return <p role="alert">{say.t('file.same.gone')}</p>;
  if (other.customer.id !== view.customer.id) return <SameCompare other={other} onClose={onClose} />;
  const isSelf = otherId === view.customer.id;
  return <p role="alert">{say.t(isSelf ? 'file.same.self' : 'file.same.linked')}</p>;
}
