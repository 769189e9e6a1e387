/** Family names that make a following given name a full name. The commonest 260 cover nearly everybody. */
const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝隆蹇代况敬幸胥税佀补';
const double =
  '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|夏侯|司徒|慕容|端木|南宫|独孤|申屠|轩辕|呼延|长孙|宇文|鲜于|闾丘|澹台|濮阳|淳于|单于|太史';

/** A family name, as the source of a pattern. */
export const surname = `(?:${double}|[${single}])`;

/** Characters that do not stand in a given name: they end a name or show that the word is none. */
export const notInGivenName =
  '的了是在我你他她它们这那不没有个家爷婶叔孃嬢嫂婆伯姨舅姑爸妈娘爹哥姐弟妹儿女孙娃嘛吗呢吧啊呀，。！？；：、（）和跟与及就也都还又被把给从到说叫住得过着去上下里外前后岁男号电身手机病残瘫欠借钱块万千百十一二三四五六七八九零年日老师任支主员医院某组村镇乡县市区队户口人今现已患查因为什么啥咋谁哪';
