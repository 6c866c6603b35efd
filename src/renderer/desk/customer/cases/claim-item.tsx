import type { CaseView, ClaimView } from '#shared/views/case.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useFiles } from '../files/use-files.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import { Act, ActsAbout } from './act.tsx';
import { refusalFor } from './can.ts';
import { offerClaimAsk, takeClaimAsk } from './claim-asks.ts';
import { ClaimClock } from './claim-clock.tsx';
import { claimName } from './claim-name.ts';

/** One claim: against whom, for how much, until when, what was written, and what can be done with it. */
export function ClaimItem({ one, claim }: { one: CaseView; claim: ClaimView }) {
  const { say, act } = useScreen();
  const { closed } = claim;
  return (
    <li className={classes.parcel}>
      <div className={classes.row}>
        <strong>{say.t(`claims.against.${claim.against}`)}</strong>
        <span dir="auto">{claim.name}</span>
        <span className={classes.end}>{say.money(claim.amount)}</span>
      </div>
      <div className={classes.badges}>
        {closed ? (
          <Chip tone={closed.outcome === 'paid' ? 'good' : closed.outcome === 'rejected' ? 'bad' : 'plain'}>
            {say.t(`claims.outcome.${closed.outcome}`)}
            {closed.back.minor > 0 ? ` · ${say.money(closed.back)}` : ''}
          </Chip>
        ) : (
          <ClaimClock step={claim.step} dueAt={claim.dueAt} />
        )}
        <Chip>{say.t(`claims.reason.${claim.reason}`)}</Chip>
        {claim.offer && <Chip tone="info">{say.t('owner.chip', { name: claim.offer.to.name })}</Chip>}
      </div>
      <p className={classes.row}>
        {claim.reference !== '' && <span>{say.t('claims.reference', { reference: claim.reference })}</span>}
        {claim.trackingNumber !== null && <span className={classes.mono}>{claim.trackingNumber}</span>}
        {claim.orderId !== null && <OrderLink orderId={claim.orderId} />}
        <span className={classes.soft}>{say.t('claims.owner', { name: claim.owner.name })}</span>
      </p>
      {claim.text !== '' && (
        <p className={classes.words} dir="auto">
          {claim.text}
        </p>
      )}
      {claim.offer && claim.offer.why !== '' && (
        <p className={classes.remark} dir="auto">
          {claim.offer.why}
        </p>
      )}
      {claim.notes.length > 0 && (
        <ul className={classes.ticks}>
          {claim.notes.map((note) => (
            <li key={`${note.at} ${note.what} ${note.text}`}>
              <strong>{say.t(`claims.what.${note.what}`)}</strong>{' '}
              <span className={classes.words} dir="auto">
                {note.text}
              </span>{' '}
              <FileNames ids={note.attachmentIds} />
              <span className={classes.soft}>
                {note.by.name}, {say.moment(note.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {closed && closed.text !== '' && (
        <p className={classes.words} dir="auto">
          {closed.text}
        </p>
      )}
      <ActsAbout value={{ name: claimName(claim, say) }}>
        <ClaimActions one={one} claim={claim} write={(form) => act({ move: 'write', form })} />
      </ActsAbout>
    </li>
  );
}

type ActionsProps = { one: CaseView; claim: ClaimView; write: (form: Form) => void };

function ClaimActions({ one, claim, write }: ActionsProps) {
  const { say, self } = useScreen();
  const { save, saving } = useSave();
  const about = { caseId: one.id, claimId: claim.id };
  const isMine = claim.owner.id === self;
  const isAsked = claim.offer?.to.id === self;
  const isOpen = claim.status === 'open';
  const take = takeClaimAsk(one, claim);
  const end = offerClaimAsk(one, claim, null, '');
  return (
    <div className={classes.buttons}>
      {isOpen && !isMine && (
        <Act
          first={isAsked}
          busy={saving}
          refusal={refusalFor(one, take, self)}
          onClick={() => void save([take], [say.t('claims.taken')])}
        >
          {say.t('claims.take')}
        </Act>
      )}
      <Act onClick={() => write({ form: 'claim-note', ...about })}>{say.t('claims.write')}</Act>
      <Act onClick={() => write({ form: 'claim-letter', ...about })}>{say.t('claims.letter')}</Act>
      {isOpen && <Act onClick={() => write({ form: 'claim-close', ...about })}>{say.t('claims.close')}</Act>}
      {isOpen && isMine && (
        <Act onClick={() => write({ form: 'claim-hand-over', ...about })}>{say.t('claims.handOver')}</Act>
      )}
      {isOpen && claim.offer && (isMine || isAsked) && (
        <Act
          busy={saving}
          onClick={() => void save([end], [say.t(isAsked ? 'claims.declined' : 'owner.withdrawn')])}
        >
          {say.t(isAsked ? 'owner.decline' : 'owner.withdraw')}
        </Act>
      )}
    </div>
  );
}

/** The photos and documents that prove something, by name. */
function FileNames({ ids }: { ids: readonly string[] }) {
  const { say } = useScreen();
  const files = useFiles();
  const names = files.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 ? null : <span dir="auto">({say.list(names)}) </span>;
}

function OrderLink({ orderId }: { orderId: string }) {
  const { view, act } = useScreen();
  return (
    <PlainButton
      className={classes.link}
      onClick={() => act({ move: 'go', target: { to: 'order', orderId } })}
    >
      {view.orders.find((order) => order.id === orderId)?.number ?? orderId}
    </PlainButton>
  );
}
