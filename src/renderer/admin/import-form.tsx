import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { importFormat } from '#shared/sync/import.ts';
import { askSession } from '../live/session.ts';
import { useWords } from '../words/words.ts';
import styles from './admin.module.css';

const formats = importFormat.options;

/** What kind of file it is. The desktop asks for the file itself: the page never sees where it lies. */
export function ImportForm() {
  const { t } = useWords('centre');
  const [from, setFrom] = useState<(typeof formats)[number]>('shopify-csv');
  const [zone, setZone] = useState('');
  const [country, setCountry] = useState('');
  const [shop, setShop] = useState('');
  const [asking, setAsking] = useState(false);
  const badCountry = !/^([A-Za-z]{2})?$/.test(country.trim());

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (badCountry || asking) return;
    setAsking(true);
    await askSession({
      ask: 'import-orders',
      from,
      zone: zone || null,
      country: country.trim().toUpperCase() || null,
      shop: shop.trim() || null,
    });
    setAsking(false);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.help}>{t('orders.why')}</p>
      <NativeSelect
        label={t('orders.from')}
        description={from === 'csv' ? t('orders.mappingHelp') : undefined}
        value={from}
        onChange={(event) => setFrom(importFormat.parse(event.currentTarget.value))}
        data-autofocus
      >
        {formats.map((one) => (
          <option key={one} value={one}>
            {t(`orders.format.${one}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('orders.zone')}
        description={t('orders.zoneHelp')}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
      >
        <option value="">{t('orders.zoneNone')}</option>
        {Intl.supportedValuesOf('timeZone').map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </NativeSelect>
      <div className={styles.two}>
        <TextInput
          label={t('orders.country')}
          description={t('orders.countryHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={country}
          onChange={(event) => setCountry(event.currentTarget.value)}
          error={badCountry ? t('orders.countryBad') : null}
          maxLength={2}
        />
        <TextInput
          label={t('orders.shop')}
          description={t('orders.shopHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={shop}
          onChange={(event) => setShop(event.currentTarget.value)}
          maxLength={64}
        />
      </div>
      <div className={styles.buttons}>
        <Button type="submit" size="sm" loading={asking} disabled={badCountry}>
          {t('orders.choose')}
        </Button>
      </div>
    </form>
  );
}
