/**
 * SHA-256 of every migration that may have been applied somewhere. A new one adds a line; a line that is here never
 * changes, because nobody would notice that a database was made by an older text.
 */
export const appliedMigrations: Readonly<Record<string, string>> = {
  "0000_tables": "7695c9a2a7625af75a8d9e0e27d6020d9ac2dc40cb21222ae71a3aeeea7c4cb8",
  "0001_clock": "1cca321c92d4a288f4e020734a21ddf38d1e688e488511286a936d2afc858783",
  "0002_noted_values_note": "b97934ebad58284860c2f855ccac1de0e8a25b379d26c728888a06a818228e9c",
  "0003_held_back": "4548dfc772b288ee894ddfec21717cdb26974a82e9e408ed178eb545f7dbc3f3",
  "0004_heard_and_paces": "e06ce5ab10a2d044d97ea44097c7af30531ac0ab45f2433bb91f3df509e3a8d4",
  "0005_no_samples": "6ffeae57615f27d0cf1e04f9103bb6b2a971c3d8c46adf94bee8362678b31161",
  "0006_outbox_turns": "24c0148d34daaa116e88a95cfb01447cf3a72b2ee79a39eae4894eaa101bdc46",
  "0007_focus_shares": "285b0434bee0f8217bcf413d8a35ec14cbb9907280723f159d7c32eb63ad638c",
  "0008_installations": "903225c4e65b234481d118e8395b458ec54851082e5768123148e5ef6732fafb",
  "0009_quotes_and_pictures": "6db713b5c5b66976eed7742e9475611fb03dbe52517225b302ecd420a2883136",
  "0010_frameworks": "94d905fa9687288bdc2388a3926fed0cf3a7df78da265639fa1c740c9bb53bae",
  "0011_team_life": "53b87269ae2d6ceb74cb0c443e807ae33e7eb8ff00f42bee6172ab9f7607a6ad",
  "0012_addressee": "01b661cc755f8db9c537c53c0d9ce2476f9648437a98134bc3e2fa240c1d4f78",
  "0013_isolation": "8b00ebbe269db64160644c585d981e7722a77c6da8cc891d78128860212e4caa",
  "0014_asked_at": "9d738dce6785ae4dcfbeccc52fb16077bd902b81eba73305319d52e3dff3c760",
};
