import { Button } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import admin from './Admin.module.css';

interface RuleCardProps {
  label: string;
  /** What the button says that takes it away. */
  remove: string;
  onRemove(): void;
  children: ReactNode;
}

/** One of several rules, with the button that takes it away. */
export function RuleCard({ label, remove, onRemove, children }: RuleCardProps) {
  return (
    <section className={admin.card} aria-label={label}>
      {children}
      <div>
        <Button size="small" type="text" danger icon={<Trash2 size={14} />} onClick={onRemove}>
          {remove}
        </Button>
      </div>
    </section>
  );
}

/** The button below them that makes another. */
export function AddRule({ children, onAdd }: { children: string; onAdd(): void }) {
  return (
    <div>
      <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={onAdd}>
        {children}
      </Button>
    </div>
  );
}
