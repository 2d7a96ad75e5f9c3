"""How much likelier than by chance a Chinese sound becomes English letters in a name, in tenths of nats.

Learned by `python benchmarks/transliteration.py` from some 4,000 names in CC-CEDICT: the first word of a row is an
initial, vowels or a nasal (`_` for none), the others are what it becomes. Of names held out 89 in 100 score 0 and more,
of others' names 3 in 100; what the table leaves out is worth -4 nats.
"""

TENTHS = """
- dg-25 e-8 ey-13 i-4 ia-16 ie-26 qu-10 t-19 u-30 z-18 _-1
_ a-52 ai-75 ar-61 au-68 aw-59 ay-71 b-59 c-38 ch-52 ck-60 d-23 dg-25 e-23 ea-30 ee-64 ei-63 er-58 eu-50 ey-44 f-81
_ g-13 gh-17 h-13 i-42 ia-78 ie-72 io-58 ir-64 j-45 k-42 kh-71 l-31 m-62 n-56 o-41 oa-59 oo-65 or-80 ou-71 ow-65 p-42
_ ph-66 q-71 qu-52 r-31 s-28 sch-56 sh-77 t-33 tch-52 th-28 ts-58 tz-57 u-25 ue-59 ur-50 v-86 w-24 wh-46 x-44 y-27
_ z-73 zh-62
a a+17 ai-3 ar+14 au-24 e-17 ea-2 ei-3 er-17 eu-15 ia-2 ie-28 ir-13 o-12 oa+6 or-29 ou-13 ow-5 u-15 x-30 _-15
ai a+2 ai+28 ar-24 au-14 ay+23 ck-12 e+14 ee-4 ei+24 er+0 ey+8 i-7 ia-23 ie-12 io+1 r-17 t-14 ts-9 u-21 ue-21 y+10
ai _-18
ao a-5 ar-15 au+28 aw+7 ea-30 er+7 ia-16 io+8 o+13 oo-9 or+5 ou+15 ow+1 sh-9 ur+15 w-25 _-10
b b+31 p+23 ts-16 v-17 _-22
c c-5 io-30 s-20 ts+26 tz+11 z+14 zh+10 _-12
ch c+4 ch+29 d-10 g-29 j-13 kh-30 ow-20 q+15 s-18 t-11 tch+5 ts-2 z+3 zh-27 _-11
d d+27 dg+2 j-25 t+17 th+12 _-17
e a-16 ai-25 ar-29 ay-23 e+11 ee-4 ei-11 er+11 eu-3 ey-23 i-8 ia-14 ie-27 io-7 o+7 oo-18 or-11 ou-2 ow-10 u-7 ue+4
e ur-10 y-29 _-6
ei a-14 ai+4 ay+16 e+17 ea+4 ee+3 ei+16 er+14 eu-8 ey+13 i+12 ia-28 ie+14 ir+8 u-17 ue+5 y+0 _-18
er ar+18 er+15 ir+19 l+22 or+19 r+9 t-28 ur+18 _-32
f c-17 f+36 ow-1 p-15 ph+27 th-5 v+26 w-7 _-20
g c+13 ch-15 ck-5 dg-29 ee-28 f-13 g+26 gh+9 k+14 s-29 v-23 _-15
h c-19 ch+7 g-14 gh+18 h+28 j-5 k-6 kh+21 q+0 s-26 th-26 v-4 w+5 wh+12 zh-8 _-12
i ai-10 ay-20 e+4 ea+14 ee+16 ei-19 eu-12 ey+17 i+20 ia+13 ie+15 io+4 ir-4 ou-22 y+16 _-15
ia a+7 ai+2 ar+6 e-9 ea-2 g-25 i-23 ia+20 ie+13 o-9 oa+0 u-19 y-11 _-7
iao ch-9 e-13 eu-29 gh-28 ia+16 io+7 ir-30 m-8 o+6 oo-6 or-9 ou-27 r-15 t-18 u-16 ur-24 x-30 _-8
ie a-7 ai-3 ar-8 ay-29 e+19 ea-1 ee-8 er+9 ey+0 i+0 ie+10 ou-9 t-24 tch-13 y-8 z-7 _-15
io dg-30 h-30 i-4 m-13 o+9 u+6 wh-30 _-17
iu a-20 ay-5 e-3 ee+0 eu+7 ey-17 g-13 ie-29 io-6 ou+3 ow+4 th-10 u+16 ue+7 ur+7 w+3 y-8 z-28 _-13
j c+14 ch+11 ck+8 d-14 dg-7 er-19 g+16 gh+8 ia-20 ie-13 j+24 k+19 oo-29 q-3 s-22 sch-28 sh-1 t-18 tch-8 y-14 z-2 zh-3
j _-14
k c+26 ch+5 ck+24 g-3 gh+2 h-6 k+28 kh+22 q+14 qu+16 x+19 _-29
l ar+5 er+3 ir+7 j-20 l+21 or+5 r+23 ur+9 _-19
m b-11 c-24 m+30 sh-26 v-20 _-23
n m+2 n+17 _-12
o a-15 ai-11 ar-11 au+0 e-5 ea-28 ee-20 er+15 i-29 ia-20 io-3 ir-13 o+17 oa+0 oo+14 or+12 ou-5 ow-2 u+16 ur+5 _-14
ou au-8 d-15 e-18 ea-8 er-14 eu+7 ey-29 ia-26 ie-30 o-7 oa-27 or-3 ou+15 ow+14 s-27 ts-29 u+4 y-12 _-4
p ay-29 b+3 ch-11 f-14 oo-28 ow-27 p+36 ph+2 v-17 zh-14 _-25
q ai-30 c+4 ch+24 ck-3 dg+0 g-19 j+9 k-5 kh-4 q+26 qu+3 t-20 tch+9 th-9 ts+5 tz-7 y-20 z+2 _-7
r ar-14 aw-7 ay-8 g-13 i-26 ia+8 j+14 l-10 m-18 r+8 s-11 sh+7 t-12 ts-25 w-6 z+5 zh+6 _-7
s c+5 dg-20 j-26 s+26 sch-10 sh-22 th+14 ts-10 tz-11 x-5 z+15 _-25
sh ch-16 dg-8 g-25 h-18 j-8 s+12 sch+17 sh+29 th-6 x+18 z+4 zh-9 _-7
t d+1 ei-16 t+29 tch-3 th+21 ts-1 _-25
u a-29 ai-19 au-17 aw-12 e-9 ea-16 ee-10 er-10 eu+4 i-21 ie-21 ir+3 o+6 oo+17 or+3 ou+15 ow+6 u+19 ue+9 ur+9 w-29 y-22
u _-7
ua a+11 ar-9 au-8 e-22 er-13 ey-27 o+5 oa+0 ou-8 u+2 _-9
uai ai+4 dg-30 eu-30 i-2 k-30 qu-30 s-29 sch-30 tch-30 tz-30 w-30 wh-29 y+0 _-15
ue ay-30 e+2 ey-29 i-17 m-15 o+15 or+2 q-27 ue-10 ur-7 w-13 x-20 _-7
ui ai-28 ay-1 c-16 e+3 er-9 i+10 ou-7 qu-7 s-15 t-19 u+7 ue-6 w-17 wh-30 y+6 _-11
uo a-20 ar-14 au+3 aw+14 ea-10 eu-5 io-9 o+23 oa+12 oo-11 or+20 ou-3 ow+10 u+0 _-17
v dg-30 e-4 i+3 ia-29 or-27 s-11 tch-30 u+9 wh-30 _-19
ve au-30 aw-30 ay-30 ck-30 dg-30 ea-30 ee-30 ei-30 eu-30 ey-30 gh-30 ie-30 io-6 ir-30 kh-30 oa-30 oo-30 or-6 ou-30
ve ow-30 ph-30 q-30 qu-30 sch-30 tch-30 ts-30 tz-30 ue-30 wh-30 zh-30 _-30
w aw+13 b-5 gh-12 h-28 i-26 m-14 ou-21 ow-24 ph+0 u-17 ur-23 v+31 w+31 _-15
x ai-14 c+6 ch+3 g+0 h+8 j-25 k-26 kh-4 s+15 sch+8 sh+16 tch-8 th-2 ts-8 x+20 z+4 _-9
y ai-19 au-15 ay+17 c-8 eu-27 ia+13 j+20 n-29 r-29 sh-6 t-26 w+1 y+20 _-5
z c-14 d-7 eu-27 j+3 l-11 s-10 ts+20 tz+20 x-11 z+30 _-9
zh c-23 ch+24 d-26 f-17 g-2 j+18 kh-5 ow-30 ts-1 x-3 z+11 zh+20 _-6
"""
