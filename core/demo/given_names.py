"""Characters that given names are made of, by gender code of GB/T 2261.1 (1 男, 2 女)."""

FIRST = {
    "1": "思子明俊志文建海天宇浩博嘉泽立景承家世晓国振云书逸致弘鸿卓启正永伟",
    "2": "雨静思晓婉佳欣怡诗梦书语雅慧文若心可紫清秋春婧亦昕雪丽玉嘉安",
}
SECOND = {
    "1": "远博昂航轩朗宇杰辉鹏涛翊峰林恒毅凯松阳然诚磊哲成平洋斌川铭钧舟东",
    "2": "晴怡静雯婷彤颖琳萱瑶洁岚娜妍琪莹薇倩涵悦蕾宁菲楠茜芸卉珍月华",
}
SINGLE = {
    "1": "伟强磊军洋勇涛超鹏杰斌凯浩波辉刚健鑫飞琦晨骏",
    "2": "芳娜敏静丽艳娟霞燕玲婷雪颖慧莹倩璐瑶洁琳珂",
}

# Characters that old fonts, old encodings and input methods trip over; 𠮷 lies outside the BMP.
RARE = {"1": "镕喆堃旸璟䶮𠮷昇頔翀燚淼", "2": "玥珺璟婳晞玘媖玙燊垚瑀琭"}
