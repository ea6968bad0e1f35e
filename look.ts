import { getLlama } from 'node-llama-cpp'
import { readGguf } from './src/weights/gguf.ts'
import { tokenizerFrom } from './src/tokens/tokenizer.ts'
import { readFileSync } from 'node:fs'
const path='/work/venvs/weights/SmolLM2-135M-Instruct.Q8_0.gguf'
const g=await readGguf(path)
let t0=performance.now()
const tok=tokenizerFrom(g.metadata,path)
console.log('make',performance.now()-t0)
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'warn' })
const model = await llama.loadModel({ modelPath: path, vocabOnly: true })
let bad=0
const check=(s:string, special=true)=>{ const a=[...tok.encode(s,{special})].join(), b=model.tokenize(s, special).join(); if(a!==b){ if(bad++<10) console.log(JSON.stringify(s),a,b)} }
let seed=5; const rnd=(n:number)=>{seed=(Math.imul(seed,1664525)+1013904223)>>>0; return Math.floor(seed/4294967296*n)}
const bits=["'s","'S","'re","'ll"," ","  ","   ","\n","\r\n","\t","\u0085","\u00a0","\ufeff","\u2028","\u3000","a","the","Zürich","日本語","שלום","e\u0301","1","42","12345","½","🙂","👩‍👩‍👧","𝔘","𝟙",".","...","{\"a\": 1}","_","\u00ad","<|im_start|>","<|im_end|>","assistant","user"," the","hello world","\u0000x"]
t0=performance.now()
for(let i=0;i<20000;i++){let s='';const n=1+rnd(12);for(let j=0;j<n;j++)s+=bits[rnd(bits.length)];check(s)}
console.log('fuzz bad',bad,performance.now()-t0); bad=0
let t='';for(let c=1;c<0x110000;c++){ if(c>=0xd800&&c<0xe000)continue; t+='a'+String.fromCodePoint(c)+'a '; if(c%97===0){check(t);t=''}}
console.log('sweep chunks bad',bad,performance.now()-t0); bad=0
const text=readFileSync('/work/shared/data/bfcl/'+process.argv[2],'utf8')
t0=performance.now(); let c=process.cpuUsage(); let n=0; for(let i=0;i<text.length;i+=4096){n+=tok.encode(text.slice(i,i+4096)).length}
const u=process.cpuUsage(c); console.log(text.length,n,'MB/cpu s',text.length/(u.user+u.system))
t0=performance.now(); c=process.cpuUsage(); n=0; for(let i=0;i<text.length;i+=4096){n+=tok.encode(text.slice(i,i+4096)).length}
const u2=process.cpuUsage(c); console.log('again',text.length,n,'MB/cpu s',text.length/(u2.user+u2.system))
await llama.dispose()
