import { describe, expect, it } from 'vitest';
import type { WholeDefinition } from '../../api/definitions.ts';
import { completed, freeName, nameFrom, originOf, withColumn, withField, withoutField } from './changes.ts';
import { learnToRead, reading } from './reading.ts';

const label = (zh: string) => ({ zh, en: zh });
const whole: WholeDefinition = {
  edit: true,
  definition: {
    name: 'account',
    label: label('客户'),
    fields: [
      { name: 'name', type: 'text', label: label('名称') },
      { name: 'level', type: 'text', label: label('级别') },
      { name: 'budget', type: 'money', label: label('预算') },
    ],
    views: [{ name: 'all', label: label('全部'), columns: ['name', 'owner'] }],
  },
  delivered: {
    name: 'account',
    label: label('客户'),
    fields: [
      { name: 'name', type: 'text', label: label('名称') },
      { name: 'level', type: 'text', label: label('级别') },
    ],
  },
  customisation: {
    id: '1',
    version: 3,
    definition: {
      name: 'account',
      label: label('客户'),
      fields: [
        { name: 'budget', type: 'money', label: label('预算') },
        { name: 'level', type: 'text', label: label('等级') },
      ],
      layout: { headline: ['budget'], sections: [{ label: label('更多'), fields: ['budget', 'level'] }] },
      views: [{ name: 'all', label: label('全部'), columns: ['name', 'budget'], orderBy: ['-budget'] }],
    },
  },
  systemFields: [{ name: 'owner', type: 'user', label: label('负责人') }],
  readers: [],
};

describe('changes to a definition', () => {
  it('put a field in place of one of the same name, and others at the end', () => {
    const changed = withField(whole, { name: 'budget', type: 'money', label: label('年度预算') });
    expect(changed.fields.map((f) => f.label.zh)).toEqual(['年度预算', '等级']);
    expect(withField(whole, { name: 'fax', type: 'phone', label: label('传真') }).fields.map((f) => f.name)).toEqual([
      'budget',
      'level',
      'fax',
    ]);
  });

  it('take a field away with every place that named it', () => {
    const changed = withoutField(whole, 'budget');
    expect(JSON.stringify(changed)).not.toContain('budget');
    expect(changed.layout?.sections?.[0]?.fields).toEqual(['level']);
  });

  it('take only what was laid over a field that came with the product', () => {
    const changed = withoutField(whole, 'level');
    expect(changed.fields.map((f) => f.name)).toEqual(['budget']);
    expect(changed.layout?.sections?.[0]?.fields).toEqual(['budget', 'level']);
  });

  it('give the first view a column before those of the system', () => {
    const views = withColumn({ name: 'account', label: label('客户'), fields: [] }, whole, 'budget').views;
    expect(views?.[0]?.columns).toEqual(['name', 'budget', 'owner']);
  });

  it('give the view of all records the column, too, and leave the others alone', () => {
    const view = (name: string) => ({ name, label: label(name), columns: ['name'] });
    const several = { ...whole, definition: { ...whole.definition, views: [view('mine'), view('won'), view('all')] } };
    const views = withColumn({ name: 'account', label: label('客户'), fields: [] }, several, 'budget').views;
    expect(views?.map((v) => [v.name, v.columns])).toEqual([
      ['mine', ['name', 'budget']],
      ['all', ['name', 'budget']],
    ]);
  });

  it('know where a field comes from', () => {
    expect(['name', 'level', 'budget'].map((name) => originOf(whole, name))).toEqual(['delivered', 'changed', 'custom']);
  });

  it('make API names of labels, in pinyin, without what a name may not have', async () => {
    await learnToRead();
    expect(nameFrom('年度预算', reading())).toBe('nian_du_yu_suan');
    expect(nameFrom('Überschuss (netto) 2', reading())).toBe('uberschuss_netto_2');
    expect(nameFrom('2026 目标', reading())).toBe('mu_biao');
    expect(freeName('budget', ['budget', 'budget_2'])).toBe('budget_3');
  });

  it('let English say the same when it is left empty', () => {
    expect(completed({ zh: ' 预算 ', en: '' })).toEqual({ zh: '预算', en: '预算' });
    expect(completed({ zh: '', en: ' ' })).toBeUndefined();
  });
});
