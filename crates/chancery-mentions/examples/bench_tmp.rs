use std::time::Instant;
use chancery_mentions::*; use chancery_model::*;
fn main(){
 let a:Vec<String>=std::env::args().collect();
 let lang:Language=a[1].parse().unwrap();
 let dir="/work/main/crates/chancery-lexicon/data/mentions/";
 let fs:Vec<(String,String)>=["zh.toml","en.toml","units.toml","currencies.toml"].iter().map(|n|(n.to_string(),std::fs::read_to_string(format!("{dir}{n}")).unwrap())).collect();
 let f:Vec<(&str,&str)>=fs.iter().map(|(a,b)|(a.as_str(),b.as_str())).collect();
 let t=Instant::now(); let v=Vocabulary::parse(lang,&f).map_err(|e|e.to_string()).unwrap(); eprintln!("parse {:?}",t.elapsed());
 let text=std::fs::read_to_string(&a[2]).unwrap();
 let r=Some("2026-05-16".parse().unwrap());
 let mut out=Vec::new();
 for _ in 0..3{ out.clear(); let t=Instant::now(); recognize(&v,&text,0,r,&mut out); let e=t.elapsed(); println!("{} bytes {:?} {:.0} MB/s {} mentions",text.len(),e,text.len() as f64/1e6/e.as_secs_f64(),out.len());}
 if a.len()>3 { let step=(out.len()/400).max(1); for m in out.iter().step_by(step){ let s=m.span.start as usize; let mut b=s.saturating_sub(30); while !text.is_char_boundary(b){b-=1} let mut e=(m.span.end as usize+18).min(text.len()); while !text.is_char_boundary(e){e-=1}
   let val=match &m.value { MentionValue::Quantity{value,unit}=>format!("Q {} {}",value,v.units()[unit.0 as usize]), o=>format!("{o:?}") };
   println!("{} | {}[{}]{}",val, text[b..s].replace('\n',"/"), &text[s..m.span.end as usize], text[m.span.end as usize..e].replace('\n',"/")); } }
}
