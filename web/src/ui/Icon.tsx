import {
  Activity, Banknote, BarChart3, Box, Boxes, Building2, Calendar, CheckSquare, CircleDot, Contact, FileText, Flag, FlagOff, Folder, GitBranch,
  Handshake, Home, Inbox, Layers, LifeBuoy, ListTodo, type LucideIcon, Megaphone, MessageSquare, Network, Package, Phone, Repeat, Send,
  Settings, Shield, ShoppingCart, Tag, Target, Trophy, Upload, UserPlus, Users, Wallet,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  activity: Activity, message: MessageSquare, chat: MessageSquare, chart: BarChart3, 'bar-chart': BarChart3, sales: BarChart3, box: Box, boxes: Boxes, building: Building2, account: Building2,
  'building-2': Building2, calendar: Calendar, check: CheckSquare, task: ListTodo, 'list-todo': ListTodo, contact: Contact, file: FileText, flag: Flag,
  stage: Flag, 'flag-off': FlagOff, lose: FlagOff, folder: Folder, branch: GitBranch, pipeline: GitBranch, handshake: Handshake, home: Home, inbox: Inbox,
  layers: Layers, ticket: LifeBuoy, campaign: Megaphone, network: Network, department: Network, package: Package, product: Package, phone: Phone,
  repeat: Repeat, convert: Repeat, send: Send, settings: Settings, shield: Shield, role: Shield, cart: ShoppingCart, order: ShoppingCart, tag: Tag,
  target: Target, opportunity: Target, trophy: Trophy, win: Trophy, upload: Upload, import_job: Upload, 'user-plus': UserPlus, lead: UserPlus,
  users: Users, user: Users, wallet: Wallet, money: Banknote, payment: Banknote, export_job: Send,
};

export interface IconProps {
  name: string | undefined;
  /** Used when a definition names no icon: usually the object's own name. */
  fallback?: string;
  size?: number;
}

/** The icon a definition names; a plain dot when it names none that we have. */
export function Icon({ name, fallback, size = 16 }: IconProps) {
  const Drawing = icons[name ?? ''] ?? icons[fallback ?? ''] ?? CircleDot;
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" />;
}
