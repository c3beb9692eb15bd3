import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Switch } from 'antd';
import { Copy, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import admin from '../admin/shared/Admin.module.css';
import { addChannel, changeChannel, forgetLeadForms, removeChannel, useChannels, useLeadFormPage } from '../api/leadForms.ts';
import type { RecordData } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber, formatShare } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellDone, tellError } from '../ui/toast.ts';
import { rateOf } from './formState.ts';
import styles from './LeadForms.module.css';

/** A link as it is pasted elsewhere: whole, whatever the server calls itself. */
function whole(url: string): string {
  return new URL(url, location.origin).href;
}

/** Where a form can be found: its link and code, the words that embed it, and every channel with what it brings. */
export function FormLinks({ form }: { form: RecordData }) {
  const t = useText();
  const page = useLeadFormPage(form.id);
  if (!page.data) return page.isError ? <p className={admin.error}>{reasonOf(page.error)}</p> : <Skeleton rows={6} />;
  const { url, views, taken, refused } = page.data;
  const mayEmbed = Array.isArray(form.allowed_origins) && form.allowed_origins.length > 0;
  const rate = rateOf(taken, views);
  return (
    <div className={styles.links}>
      <div className={admin.figures}>
        <Figure label={t('leadForms.views')} value={formatNumber(views)} />
        <Figure label={t('leadForms.taken')} value={formatNumber(taken)} />
        <Figure label={t('leadForms.rate')} value={formatShare(rate)} />
        <Figure label={t('leadForms.refused')} value={formatNumber(refused)} />
      </div>
      <section className={admin.section}>
        <h2>{t('leadForms.link')}</h2>
        <Place name={String(form.name)} url={whole(url)} code={`/api/lead-forms/${form.id}/qr`} />
      </section>
      <section className={admin.section}>
        <h2>{t('leadForms.embed')}</h2>
        {mayEmbed ? (
          <>
            <p className={admin.rowHint}>{t('leadForms.embedHint')}</p>
            <Copyable text={`<script src="${whole(url)}.js" async></script>`} label={t('leadForms.embed')} />
          </>
        ) : (
          <p className={admin.note}>{t('leadForms.embedFirst')}</p>
        )}
      </section>
      <Channels form={form} counts={page.data.channels} />
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className={admin.figure}>
      <span className={admin.faint}>{label}</span>
      <strong>{value}</strong>
    </div>
  );
}

/** A link with its code. */
function Place({ name, url, code }: { name: string; url: string; code: string }) {
  const t = useText();
  return (
    <div className={styles.place}>
      <img className={styles.code} src={`${code}.svg`} alt={t('leadForms.codeOf', { name })} />
      <div className={styles.placeText}>
        <Copyable text={url} label={t('leadForms.link')} />
        <span className={styles.downloads}>
          <a href={url} target="_blank" rel="noreferrer">
            {t('leadForms.openPage')}
          </a>
          <a href={`${code}.png`} download={`${name}.png`}>
            {t('leadForms.png')}
          </a>
          <a href={`${code}.svg`} download={`${name}.svg`}>
            {t('leadForms.svg')}
          </a>
        </span>
      </div>
    </div>
  );
}

function Copyable({ text, label }: { text: string; label: string }) {
  const t = useText();
  return (
    <span className={styles.copy}>
      <Input readOnly value={text} aria-label={label} onFocus={(event) => event.target.select()} />
      <Button
        icon={<Copy size={14} />}
        onClick={() => void navigator.clipboard?.writeText(text).then(() => tellDone(t('leadForms.copied')))}
      >
        {t('leadForms.copy')}
      </Button>
    </span>
  );
}

type Counts = readonly { id: string; url: string; views: number; taken: number }[];

function Channels({ form, counts }: { form: RecordData; counts: Counts }) {
  const t = useText();
  const client = useQueryClient();
  const can = useDefinitions().find('lead_channel')?.can;
  const channels = useChannels(form.id);
  const [name, setName] = useState('');
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run();
      await forgetLeadForms(client);
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  return (
    <section className={admin.section}>
      <h2>{t('leadForms.channels')}</h2>
      <p className={admin.rowHint}>{t('leadForms.channelsHint')}</p>
      {(channels.data ?? []).map((channel) => {
        const count = counts.find((c) => c.id === channel.id);
        const title = String(channel.name);
        const rate = count && rateOf(count.taken, count.views);
        return (
          <article key={channel.id} className={admin.card} aria-label={title}>
            <div className={styles.questionHead}>
              <Link to={`/o/lead_channel/${channel.id}`}>{title}</Link>
              <span className={admin.faint}>
                {t('leadForms.views')} {formatNumber(count?.views ?? 0)} · {t('leadForms.taken')}{' '}
                {formatNumber(count?.taken ?? 0)}
                {rate !== undefined && ` · ${t('leadForms.rate')} ${formatShare(rate)}`} ·{' '}
                {t('leadForms.leadsOf', { count: Number(channel.leads ?? 0) })}
              </span>
              <span className={admin.spacer} />
              {can?.edit && (
                <Switch
                  size="small"
                  aria-label={t('leadForms.channelActive', { name: title })}
                  checked={channel.active !== false}
                  onChange={(active) => void act(() => changeChannel(channel.id, { active }))}
                />
              )}
              {can?.delete && (
                <Popconfirm
                  title={t('leadForms.askRemove', { name: title })}
                  description={t('leadForms.askRemoveHint')}
                  okText={t('leadForms.remove', { name: title })}
                  cancelText={t('common.cancel')}
                  onConfirm={() => void act(() => removeChannel(channel.id))}
                >
                  <Button
                    type="text"
                    size="small"
                    danger
                    icon={<Trash2 size={14} />}
                    aria-label={t('leadForms.remove', { name: title })}
                  />
                </Popconfirm>
              )}
            </div>
            {count && <Place name={title} url={whole(count.url)} code={`/api/lead-channels/${channel.id}/qr`} />}
          </article>
        );
      })}
      {can?.create && (
        <form
          className={styles.copy}
          onSubmit={(event) => {
            event.preventDefault();
            if (!name.trim()) return;
            void act(() => addChannel(form.id, name.trim())).then(() => setName(''));
          }}
        >
          <Input
            value={name}
            maxLength={64}
            aria-label={t('leadForms.channel')}
            placeholder={t('leadForms.channel')}
            onChange={(event) => setName(event.target.value)}
          />
          <Button htmlType="submit" icon={<Plus size={14} />}>
            {t('leadForms.addChannel')}
          </Button>
        </form>
      )}
    </section>
  );
}
