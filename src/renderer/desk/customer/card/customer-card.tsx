import { UnstyledButton } from '@mantine/core';
import { IconMail, IconMapPin, IconPhone } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Chip } from '../../../ui/chip.tsx';
import { CopyText } from '../copy-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { addressLines } from './address-lines.ts';
import { Twins } from './twins.tsx';

/** Who this is: everything the shops know, and what may be the same person. */
export function CustomerCard() {
  const { view, say, act } = useScreen();
  const { customer, totals, phonesShown } = view;
  return (
    <section className={classes.panel} aria-label={say.t('card.title')}>
      <h1 className={classes.name} dir="auto">
        {customer.name ?? say.t('card.noName')}
      </h1>
      {customer.guest && (
        <div className={classes.badges}>
          <Chip>{say.t('card.guest')}</Chip>
        </div>
      )}
      <dl className={classes.facts}>
        <Fact icon={<IconPhone size={15} aria-hidden="true" />} name={say.t('card.phones')}>
          <Few
            values={phonesShown.map((shown, i) => ({ shown, text: customer.phones[i]?.e164 ?? shown }))}
            none={say.t('card.noPhone')}
            few={2}
          />
        </Fact>
        <Fact icon={<IconMail size={15} aria-hidden="true" />} name={say.t('card.emails')}>
          <Few
            values={customer.emails.map((email) => ({ shown: email, text: email }))}
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
          <UnstyledButton
            className={classes.link}
            onClick={() =>
              act({ move: 'go', target: { to: 'story', filter: { groups: new Set(['payments']) } } })
            }
          >
            {say.t('card.spent')} {totals.spent.map(say.money).join(' + ')}
          </UnstyledButton>
        )}
        {totals.contacts > 0 && (
          <UnstyledButton
            className={classes.link}
            aria-label={say.t('card.contactsList', { count: totals.contacts })}
            onClick={() =>
              act({ move: 'go', target: { to: 'story', filter: { groups: new Set(['calls']) } } })
            }
          >
            {say.t('cases.contacts', { count: totals.contacts })}
          </UnstyledButton>
        )}
      </div>
      {customer.remark && (
        <p className={classes.remark} dir="auto">
          <strong>{say.t('card.remark')}: </strong>
          {customer.remark}
        </p>
      )}
      <Twins />
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

type FewProps = { values: { shown: string; text: string }[]; none: string; few?: number };

/** The first of them, the others on demand. */
function Few({ values, none, few = 1 }: FewProps) {
  const { say } = useScreen();
  const [all, setAll] = useState(false);
  if (values.length === 0) return <span className={classes.soft}>{none}</span>;
  const shown = all ? values : values.slice(0, few);
  const rest = values.length - few;
  return (
    <>
      {shown.map(({ shown: label, text }) => (
        <div key={`${label}|${text}`} className={classes.value}>
          <span dir="auto">{label}</span>
          <CopyText text={text} label={say.t('card.copy', { what: label })} />
        </div>
      ))}
      {rest > 0 && (
        <UnstyledButton className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say.t('card.less') : say.t('card.more', { count: rest })}
        </UnstyledButton>
      )}
    </>
  );
}
