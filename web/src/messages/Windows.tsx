import { type ReactNode, useState } from "react";
import type { Message } from "../api/schema";
import { Menu } from "../ui/Menu";
import { DueDialog } from "./DueDialog";
import { DueContext, MenuContext, type OpenMenu } from "./menus";

/** Lets what is in it open the one menu, and the one window for due times. */
export function Windows({ children }: { children: ReactNode }) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [asked, setAsked] = useState<Message | null>(null);
  return (
    <MenuContext value={setMenu}>
      <DueContext value={setAsked}>
        {children}
        {menu && <Menu {...menu} onClose={() => setMenu(null)} />}
        {asked && <DueDialog message={asked} onClose={() => setAsked(null)} />}
      </DueContext>
    </MenuContext>
  );
}
