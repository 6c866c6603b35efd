import { IconMail, IconMapPin, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { addressLines } from './address-lines.ts';
import { FileActions } from './file-actions.tsx';
import { KnownAs } from './known-as.tsx';
import { Parted } from './parted.tsx';
import { PreferredLine } from './preferred-line.tsx';
import { Few } from './reach.tsx';
import { RevealLine } from './reveal-line.tsx';
import { Twins } from './twins.tsx';

/** Who this is: everything the shops know, and what may be the same person. */
export function CustomerCard() {
  const { view, say, act } = useScreen();
  const { customer, totals, phonesShown, file } = view;
  return (
    <section className={classes.panel} aria-label={say.t('card.title')}>
      <div className={classes.nameRow}>
        <h1 className={classes.name} dir="auto">
          {customer.name ?? say.t('card.noName')}
        </h1>
        <FileActions />
      </div>
      {customer.guest && (
        <div className={classes.badges}>
          <Chip>{say.t('card.guest')}</Chip>
        </div>
      )}
      <dl className={classes.facts}>
        <Fact icon={<IconPhone size={15} aria-hidden="true" />} name={say.t('card.phones')}>
          <Few
            values={phonesShown.map((shown, i) => {
              const text = customer.phones[i]?.e164 ?? shown;
              const points = file.points.filter(
                ({ kind, e164, shown: read }) => kind === 'phone' && (e164 ?? read) === text,
              );
              return { shown, text, points };
            })}
            none={say.t('card.noPhone')}
            few={2}
          />
        </Fact>
        <Fact icon={<IconMail size={15} aria-hidden="true" />} name={say.t('card.emails')}>
          <Few
            values={customer.emails.map((email) => ({
              shown: email,
              text: email,
              points: file.points.filter(
                ({ kind, shown }) => kind === 'email' && shown.toLowerCase() === email.trim().toLowerCase(),
              ),
            }))}
            none={say.t('card.noEmail')}
          />
        </Fact>
        {customer.addresses.length > 0 && (
          <Fact icon={<IconMapPin size={15} aria-hidden="true" />} name={say.t('card.addresses')}>
            <Few
              values={customer.addresses.map((one) => {
                const text = addressLines(one, say.country).join(', ');
                return { shown: text, text };
              })}
              none=""
            />
          </Fact>
        )}
      </dl>
      <RevealLine />
      <PreferredLine canChange />
      <div className={classes.strip}>
        {customer.since !== null && (
          <span>
            {say.t('card.since')} {say.day(customer.since)}
          </span>
        )}
        {customer.language && (
          <span>
            <span className="hilo-hidden">{say.t('card.language')}: </span>
            {say.tongue(customer.language)}
          </span>
        )}
        {totals.spent.length > 0 && (
          <PlainButton
            className={classes.link}
            onClick={() =>
              act({ move: 'go', target: { to: 'story', filter: { groups: new Set(['payments']) } } })
            }
          >
            {say.t('card.spent')} {totals.spent.map(say.money).join(' + ')}
          </PlainButton>
        )}
        {totals.contacts > 0 && (
          <PlainButton
            className={classes.link}
            aria-label={say.t('card.contactsList', { count: totals.contacts })}
            onClick={() =>
              act({ move: 'go', target: { to: 'story', filter: { groups: new Set(['calls']) } } })
            }
          >
            {say.t('card.contactsAll', { count: totals.contacts })}
          </PlainButton>
        )}
      </div>
      {customer.remark && (
        <p className={classes.remark} dir="auto">
          <strong>{say.t('card.remark')}: </strong>
          {customer.remark}
        </p>
      )}
      <KnownAs />
      <Twins />
      <Parted />
    </section>
  );
}

function Fact({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <>
      <dt title={name}>
        {icon}
        <span className="hilo-hidden">{name}</span>
      </dt>
      <dd>{children}</dd>
    </>
  );
}
