import type { CaseView } from '#shared/views/case.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** Who was asked to take the case and has not answered, who handed it over, or who said no; with what they wrote. */
export function OwnerNotes({ one: { offer, handed, declined, owner } }: { one: CaseView }) {
  const { say, self } = useScreen();
  const names = { owner: owner.name, to: offer?.to.name, by: declined?.by.name };
  return (
    <>
      {handed && (
        <Note
          title={say.t('owner.handed', { by: handed.by.name, when: say.moment(handed.at) })}
          text={handed.why}
        />
      )}
      {offer && (
        <Note
          title={say.t(
            offer.to.id === self ? 'owner.askedYou' : owner.id === self ? 'owner.youAsked' : 'owner.asked',
            names,
          )}
          text={offer.why}
        />
      )}
      {declined && (
        <Note
          title={say.t(owner.id === self ? 'owner.saidNo' : 'owner.saidNoTo', names)}
          text={declined.why}
        />
      )}
    </>
  );
}

function Note({ title, text }: { title: string; text: string }) {
  return (
    <p className={classes.remark}>
      <strong>{title}</strong>
      {text === '' ? null : (
        <>
          {'\n'}
          <span dir="auto">{text}</span>
        </>
      )}
    </p>
  );
}
